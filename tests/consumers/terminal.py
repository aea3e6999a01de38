"""Runs a command on a terminal of its own and prints what it wrote there.

    terminal.py COLUMNS ROWS COMMAND [ARGUMENT ...]

The exit status is the command's.
"""

import fcntl
import os
import pty
import struct
import sys
import termios


def main():
    columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        os.execvp(command[0], command)
    written = bytearray()
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # Linux: nobody has the other end any more.
            break
        if not piece:
            break
        written += piece
    _, status = os.waitpid(child, 0)
    sys.stdout.buffer.write(bytes(written).replace(b"\r\n", b"\n"))
    sys.stdout.buffer.flush()
    sys.exit(os.waitstatus_to_exitcode(status))


main()

//! Texts with their sentences.

use super::sentences;

/// A bar stands for the blank between two sentences, a broken one for no blank.
const TABLE: [&str; 55] = [
    "",
    "...",
    "One.|Two!|Three?|Four",
    "Mr. Lavrov met Dr. Ann.|She left.",
    "More than 500 since Sept. 27.|It has",
    "The U.S. Senate met.|It adjourned.",
    "They flew to the U.S.|The talks went on.",
    "The U.S., U.N. and E.U. agreed.|Nobody else did.",
    "J. R. R. Tolkien wrote.|So did C. S. Lewis.",
    "He chose plan B.|Then he left.",
    "Gov. Reed and Sen. Gray spoke to Gen. Hale.|They agreed.",
    "Bring bread, milk, etc. to the party.|Come early.",
    "Bring bread, milk, etc.|The party begins at 9 p.m. Saturday.",
    "It began at 9 p.m.|Lavrov was late.",
    "See No. 5 and Fig. 3.|He said no.|Then he left.",
    "He said \"Stop.\"|Then left.",
    "\"Why now?\" asked Lavrov.|\"Because!\"|\"Oh.\"",
    "He left (late.)|She stayed.",
    "It is known.[12]|It was doubted.[3]",
    "Versions 1.6 and 2.0 work.|Use example.org or Node.js here.",
    "Well... that is it.|Wait...|What?!|No…|Yes.",
    "These are violations.¦In turn, they answered.|So it went.",
    "He called it over.¦“We won,” he said.|It was not.",
    "Call console.Log( or system.Out.println now.|Done.",
    "1. Open the file.|2. Close it.",
    "It grew by 14.|Then it shrank.",
    "World War II.|The end.",
    "Er kam am 14. Oktober nach Genf.|Am 15. Oktober ging er.",
    "Viele Städte, z. B. Genf, halfen.|Andere, z.B. Wien, nicht.",
    "Das ist u. a. Genf zu danken, d. h. Frau Dr. Weiß.|Gut.",
    "Der 3. Versuch gelang.|Es war im 19. Jahrhundert.|Ende",
    "Er sagte: „Halt.“|Dann ging er.",
    "Er kaufte Brot, Milch usw.|Danach ging er.",
    "Nr. 5 lebt, Hr. Weiß auch.|Schluss.",
    "Лавров прибыл.|Он сказал: «Да.»|Потом уехал.",
    "Там были хлеб, соль и т. д.|Он ушёл.",
    "Там были хлеб, соль и т. д. и вода.|Он ушёл.",
    "А. С. Пушкин писал.|Это было в 1830 г.|В Москве ждали.",
    "Сделка, т. е. Договор, готова.|— Стой! — крикнул он.",
    "Llegó la Sra. Paz, p. ej. Ana.|¿Quién?|¡Nadie!",
    "El Sr. Paz habló.|«No.»|La pág. 5 falta.",
    "Mme. Paz est là.|« Non. »|Elle part.",
    "双方停火。¦随后交火！¦完",
    "他说：“停火。”¦然后离开。",
    "停火？！¦不……也许。",
    "停火!¦随后交火.¦完",
    "「止まれ！」と言った。¦雨だ。",
    "雨が降った。¦風も吹いた．¦終わり",
    "น้ำท่วมเมือง|ผู้คนหนีขึ้นที่สูง|ทุกคนปลอดภัย",
    "ราคา 500 บาทต่อคน|เด็กๆ ไม่เสียเงิน",
    "وصل لافروف.|ثم غادر؟|نعم",
    "یہ جنگ ہے۔|وہ چلا گیا۔",
    "यह युद्ध है।|वह गया।",
    "Պատերազմ է։|Նա գնաց։",
    "정전이 시작됐다.|그는 떠났다.",
];

#[test]
fn text_is_split_into_sentences() {
    for row in TABLE {
        let text = row.replace('|', " ").replace('¦', "");
        let found: Vec<_> = sentences(&text).into_iter().map(|range| &text[range]).collect();
        let expected: Vec<_> = row.split(['|', '¦']).filter(|part| !part.is_empty()).collect();
        assert_eq!(found, expected, "{row}");
    }
}

#[test]
fn lines_of_code_end_sentences() {
    let found = sentences("let a = 1\n\n  let b = 2\n");
    assert_eq!(found, [0..9, 13..22]);
}

//! What was found out about an index by those who asked, to be told again.

use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Result;

/// Remembers answers about one commit of an index, which never change. The oldest are forgotten.
pub struct Memo {
    /// How many answers are kept.
    most: usize,
    answers: Mutex<Answers>,
}

#[derive(Default)]
struct Answers {
    by_question: HashMap<String, Arc<dyn Any + Send + Sync>>,
    /// The questions, the one that was asked first in front.
    order: VecDeque<String>,
}

impl Memo {
    /// Remembers so many answers.
    pub fn of(most: usize) -> Self {
        Self { most, answers: Mutex::default() }
    }

    /// The answer to a question; `find` finds it where it is not known. Answers of two types need
    /// questions of two kinds.
    ///
    /// # Errors
    /// If `find` fails, which is not remembered.
    pub fn get_or_find<T: Send + Sync + 'static>(
        &self,
        question: String,
        find: impl FnOnce() -> Result<T>,
    ) -> Result<Arc<T>> {
        if let Some(known) = self.get(&question) {
            return Ok(known);
        }
        // Not under the lock: finding one answer may take another.
        let found = Arc::new(find()?);
        self.keep(question, Arc::<T>::clone(&found));
        Ok(found)
    }

    fn get<T: Send + Sync + 'static>(&self, question: &str) -> Option<Arc<T>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.by_question.get(question).cloned()?.downcast().ok()
    }

    fn keep(&self, question: String, answer: Arc<dyn Any + Send + Sync>) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.by_question.insert(question.clone(), answer).is_some() {
            return;
        }
        answers.order.push_back(question);
        if answers.order.len() > self.most
            && let Some(oldest) = answers.order.pop_front()
        {
            answers.by_question.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn an_answer_is_found_once_and_the_oldest_forgotten() {
        const MOST: usize = 9;
        let memo = Memo::of(MOST);
        let ask = |number: usize| memo.get_or_find(number.to_string(), || Ok(number));
        assert_eq!(*ask(0).expect("is found"), 0);
        let unasked = || -> Result<usize> { Err(Error::QueryEmpty) };
        assert_eq!(*memo.get_or_find("0".into(), unasked).expect("is known"), 0);
        assert!(memo.get_or_find("1".into(), unasked).is_err());
        for number in 1..=MOST {
            assert_eq!(*ask(number).expect("is found"), number);
        }
        assert!(memo.get_or_find("0".into(), unasked).is_err());
        assert!(memo.get_or_find("1".into(), unasked).is_ok());
    }
}

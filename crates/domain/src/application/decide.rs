//! How a case ends, by answering plain questions: a decision tree kept as data. It is read and walked here; the words
//! stand in the law data.

use super::Outcome;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A question with its answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in answers: `supplement`.
    pub id: String,
    /// The question.
    pub text: String,
    /// What helps to answer it.
    #[serde(default)]
    pub help: String,
    /// The answers.
    pub answers: Vec<AnswerTo>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTo {
    /// Its word: `yes`.
    pub key: String,
    /// Its label.
    pub label: String,
    /// The question or leaf that follows.
    pub to: String,
}

/// An end of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// Its name.
    pub id: String,
    /// The row of 表三; `None`: the case is not closed yet, the step goes on with it.
    pub outcome: Option<Outcome>,
    /// For a leaf without outcome: what to do now.
    #[serde(default)]
    pub next_step: String,
    /// The provision behind it, as the letter cites it.
    pub article: String,
    /// Whether the provision was checked against the official text.
    pub checked: bool,
    /// The letter that goes out.
    #[serde(default)]
    pub letter: String,
    /// What the letter must say: the fields without which it is not issued.
    #[serde(default)]
    pub must_say: Vec<String>,
}

/// The tree.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutcomeTree {
    /// The first question.
    pub start: String,
    /// All questions.
    pub questions: Vec<Question>,
    /// All ends.
    pub leaves: Vec<Leaf>,
}

/// Answers by the names of their questions.
pub type Answers = BTreeMap<String, String>;

/// A way through the tree: its answers and its end.
pub type Way<'a> = (Answers, &'a Leaf);

/// Where a walk stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step<'a> {
    /// This is to be answered next.
    Ask(&'a Question),
    /// The end, with the answers that led there.
    Done(&'a Leaf),
}

/// What is wrong with a tree, or with answers to it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TreeProblem {
    /// An answer that the question does not have.
    #[error("“{question}”没有“{given}”这个回答。可以回答：{known}")]
    NoAnswer {
        /// The question.
        question: String,
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// An answer to a question that was not reached.
    #[error("“{0}”这个问题用不上：前面的回答没有走到那里，请去掉它")]
    NotReached(String),
    /// The data leads nowhere.
    #[error("判断办理结果的数据有误：“{0}”不存在，请重新安装程序")]
    Nowhere(String),
    /// The data leads in a circle.
    #[error("判断办理结果的数据有误：“{0}”绕回了前面，请重新安装程序")]
    Circle(String),
    /// Nothing leads there.
    #[error("判断办理结果的数据有误：“{0}”没有问题通到，请重新安装程序")]
    Unreached(String),
}

impl OutcomeTree {
    /// Walks as far as the answers go.
    ///
    /// # Errors
    /// An answer that is none, an answer to a question that was not reached, or a tree that is not whole.
    pub fn walk(&self, answers: &Answers) -> Result<Step<'_>, TreeProblem> {
        let mut at = self.start.as_str();
        let mut passed: BTreeSet<&str> = BTreeSet::new();
        let unused = |passed: &BTreeSet<&str>| {
            let extra = answers.keys().find(|key| !passed.contains(key.as_str()));
            extra.map_or(Ok(()), |key| Err(TreeProblem::NotReached(key.clone())))
        };
        loop {
            if let Some(leaf) = self.leaves.iter().find(|leaf| leaf.id == at) {
                unused(&passed)?;
                return Ok(Step::Done(leaf));
            }
            let question = self.question(at)?;
            if !passed.insert(&question.id) {
                return Err(TreeProblem::Circle(question.id.clone()));
            }
            let Some(given) = answers.get(&question.id) else {
                passed.remove(question.id.as_str());
                unused(&passed)?;
                return Ok(Step::Ask(question));
            };
            let meant = |answer: &&AnswerTo| answer.key == *given || answer.label == *given;
            let answer = question.answers.iter().find(meant).ok_or_else(|| {
                let known: Vec<String> =
                    question.answers.iter().map(|answer| format!("{}（{}）", answer.key, answer.label)).collect();
                TreeProblem::NoAnswer {
                    question: question.text.clone(), given: given.clone(), known: known.join("、")
                }
            })?;
            at = &answer.to;
        }
    }

    fn question(&self, id: &str) -> Result<&Question, TreeProblem> {
        let found = self.questions.iter().find(|question| question.id == id);
        found.ok_or_else(|| TreeProblem::Nowhere(id.to_string()))
    }

    /// Every way through the tree: its answers and its end.
    ///
    /// # Errors
    /// When the tree is not whole.
    pub fn ways(&self) -> Result<Vec<Way<'_>>, TreeProblem> {
        let mut ways = Vec::new();
        self.follow(Answers::new(), &mut ways)?;
        for leaf in &self.leaves {
            if !ways.iter().any(|(_, end): &Way<'_>| end.id == leaf.id) {
                return Err(TreeProblem::Unreached(leaf.id.clone()));
            }
        }
        Ok(ways)
    }

    fn follow<'a>(&'a self, answers: Answers, ways: &mut Vec<Way<'a>>) -> Result<(), TreeProblem> {
        match self.walk(&answers)? {
            Step::Done(leaf) => ways.push((answers, leaf)),
            Step::Ask(question) => {
                for answer in &question.answers {
                    let mut further = answers.clone();
                    further.insert(question.id.clone(), answer.key.clone());
                    self.follow(further, ways)?;
                }
            }
        }
        Ok(())
    }
}

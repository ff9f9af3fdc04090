//! Bytes that are no message are none; those that are one read back, and the engine has an answer.
#![no_main]

use airflow_image_configurator::engine::{Answer, Engine, Question, Wish, from_bytes, to_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = from_bytes::<Answer>(bytes);
    let Some(question) = from_bytes::<Question>(bytes) else { return };
    let written = to_bytes(&question).expect("what was read is written");
    assert_eq!(from_bytes::<Question>(&written).as_ref(), Some(&question));
    let mut engine = Engine::default();
    let mut wishes = engine.ask(question);
    while let Some(wish) = wishes.pop() {
        match wish {
            Wish::Tell(answer) => {
                let bytes = to_bytes(&answer).expect("an answer is sent");
                assert_eq!(from_bytes::<Answer>(&bytes).as_ref(), Some(&answer));
            }
            Wish::Fetch(table) => wishes.extend(engine.arrived(table, None)),
        }
    }
});

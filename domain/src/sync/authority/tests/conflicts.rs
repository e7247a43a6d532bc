//! What two people entered differently, and what is decided about it (sync.md C1, C2).

use super::*;

/// sync.md C1.
#[test]
fn what_arrived_first_stays_and_the_other_is_kept_beside_it() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    assert_eq!(server.outcome(ANNE, set(1, None, Some("B"))), Applied);
    assert_eq!(server.outcome(BERT, set(1, None, Some("B"))), Same);
    assert_eq!(server.outcome(BERT, set(1, None, Some("Z"))), Conflicted);
    assert_eq!(server.mark(1).as_deref(), Some("B"));
    let conflict = server.conflict(1);
    assert!(conflict.is_open() && conflict.pupil == Some(pupil(1)));
    assert!(conflict.offers[0].by.device == BERT);
    assert!(conflict.offers[0].instead_of.as_ref().unwrap().device == ANNE);
}

/// sync.md 5: each cell of an op stands alone.
#[test]
fn one_cell_in_conflict_keeps_no_other_cell_back() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, create(2));
    server.one(ANNE, set(1, None, Some("B")));
    let items = [1, 2, 3].map(|n| CellChange { key: cell(n), was: None, now: Some(mark("Z")) });
    let result = server.one(BERT, Change::AttendanceSet { items: items.into() });
    assert_eq!(result.outcome, Conflicted);
    let words: Vec<_> = result.detail.iter().map(|part| (part.outcome, part.reason)).collect();
    assert_eq!(words, [(Conflicted, None), (IsHeld, Some(HeldReason::MissingRecord))]);
    assert_eq!((server.mark(1).unwrap().as_str(), server.mark(2).unwrap().as_str()), ("B", "Z"));
}

/// sync.md C2: one question, not two.
#[test]
fn who_corrects_what_she_offered_amends_it() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    server.one(BERT, set(1, None, Some("Z")));
    assert_eq!(server.outcome(BERT, set(1, Some("Z"), Some("D"))), Conflicted);
    let open: Vec<bool> = server.conflict(1).offers.iter().map(|offer| offer.is_open()).collect();
    assert_eq!(open, [false, true]);
    // Back to what is in force: nothing is left to ask.
    assert_eq!(server.outcome(BERT, set(1, Some("D"), Some("B"))), Same);
    assert!(!server.conflict(1).is_open());
}

#[test]
fn a_choice_brings_into_force_what_was_chosen_and_is_made_once() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    let subject = cell_subject(1);
    let resolve = |choose| Change::ConflictResolve {
        conflict: subject.clone(),
        offers: vec![offer],
        choose,
        reason: None,
    };
    let chosen = resolve(Some(Box::new(set(1, Some("B"), Some("Z")))));
    assert_eq!(server.outcome(ANNE, chosen.clone()), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(matches!(server.conflict(1).offers[0].state, OfferState::Decided(_)));
    // A second choice comes too late: it is the same.
    assert_eq!(server.outcome(BERT, resolve(None)), Same);
    let elsewhere = resolve(Some(Box::new(set(2, None, Some("Z")))));
    assert_eq!(server.outcome(BERT, elsewhere), IsHeld);
}

/// Taken back, a choice asks again; what it put in force goes back by an entry of its own.
#[test]
fn a_choice_that_is_taken_back_asks_again_and_can_be_made_anew() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    let resolve = |choose| Change::ConflictResolve {
        conflict: cell_subject(1),
        offers: vec![offer],
        choose,
        reason: None,
    };
    let decision = server.one(ANNE, resolve(Some(Box::new(set(1, Some("B"), Some("Z")))))).op_id;
    let reopen = Change::ConflictReopen { conflict: cell_subject(1), decision };
    assert_eq!(server.outcome(ANNE, set(1, Some("Z"), Some("B"))), Applied);
    assert_eq!(server.outcome(ANNE, reopen.clone()), Applied);
    assert_eq!((server.mark(1).as_deref(), server.conflict(1).is_open()), (Some("B"), true));
    assert_eq!(server.outcome(ANNE, reopen.clone()), Same);
    // Decided anew, it stays so, also when the first is taken back once more by a copy of that laptop.
    assert_eq!(server.outcome(BERT, resolve(None)), Applied);
    assert_eq!(server.outcome(ANNE, reopen), Same);
    assert!(!server.conflict(1).is_open());
}

/// After a restore: the decision, what it is about, and its taking back, in any order.
#[test]
fn a_choice_that_was_taken_back_is_open_whatever_came_first() {
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut server = Server::new();
        server.one(ANNE, create(1));
        server.one(ANNE, set(1, None, Some("B")));
        let id = |sent: &SentOp| receive(sent.clone()).unwrap().op_id;
        let offer = server.op(set(1, None, Some("Z")));
        let offers = vec![id(&offer)];
        let conflict = cell_subject(1);
        let resolve = server.op(Change::ConflictResolve { conflict, offers, choose: None, reason: None });
        let reopen = server.op(Change::ConflictReopen { conflict: cell_subject(1), decision: id(&resolve) });
        let all = [(BERT, offer), (ANNE, resolve), (ANNE, reopen)];
        for n in order {
            let (who, op) = all[n].clone();
            server.send(who, vec![op]);
        }
        assert!(server.conflict(1).is_open(), "{order:?}");
        assert_eq!(server.mark(1).as_deref(), Some("B"));
    }
}

#[test]
fn a_choice_over_a_value_that_changed_since_is_asked_again() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.one(BERT, set(1, None, Some("Z"))).op_id;
    server.one(ANNE, set(1, Some("B"), Some("D")));
    let conflict = cell_subject(1);
    let choose = Some(Box::new(set(1, Some("B"), Some("Z"))));
    let late = Change::ConflictResolve { conflict, offers: vec![offer], choose, reason: None };
    assert_eq!(server.outcome(ANNE, late), Conflicted);
    assert_eq!(server.mark(1).as_deref(), Some("D"));
    assert_eq!(server.conflict(1).offers.iter().filter(|offer| offer.is_open()).count(), 2);
}

/// After a restore a decision may come back before what it is about.
#[test]
fn a_decision_that_comes_before_its_offer_is_not_asked_again() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    server.one(ANNE, set(1, None, Some("B")));
    let offer = server.op(set(1, None, Some("Z")));
    let op = receive(offer.clone()).unwrap().op_id;
    let conflict = cell_subject(1);
    let resolve = Change::ConflictResolve { conflict, offers: vec![op], choose: None, reason: None };
    assert_eq!(server.outcome(ANNE, resolve), Applied);
    assert_eq!(server.send(BERT, vec![offer])[0].outcome, Conflicted);
    assert!(!server.conflict(1).is_open());
    assert_eq!(server.mark(1).as_deref(), Some("B"));
}

/// After a restore entries come back in another order: nobody has to be asked.
#[test]
fn an_offer_over_a_value_that_comes_after_it_heals_by_itself() {
    let mut server = Server::new();
    server.one(ANNE, create(1));
    assert_eq!(server.outcome(BERT, set(1, Some("B"), Some("Z"))), Conflicted);
    assert_eq!(server.outcome(ANNE, set(1, None, Some("B"))), Applied);
    assert_eq!(server.mark(1).as_deref(), Some("Z"));
    assert!(server.conflict(1).offers[0].state == OfferState::InForce);
}

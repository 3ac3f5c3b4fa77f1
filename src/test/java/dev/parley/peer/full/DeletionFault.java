package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.violation;

/** DELE, RSET, NOOP, QUIT, and what becomes of the maildrop. */
public enum DeletionFault implements Fault {
    DELE_AT_ONCE(violation("DELE removes the message at once.", "rfc1939.dele.deferred", "rfc1939.rset.unmarks")),
    DELE_WITHOUT_EFFECT(
            violation("DELE is answered with +OK and marks nothing.", "rfc1939.dele.ok", "rfc1939.dele.hides-message")),
    DELE_TWICE_TAKEN(violation("DELE of a marked message is answered with +OK.", "rfc1939.dele.twice-is-err")),
    DELE_BEYOND_TAKEN(violation("DELE of a number too high is answered with +OK.", "rfc1939.dele.no-such-message")),
    DELE_BEYOND_IS_LAST(violation("DELE of a number too high marks the last message.", "rfc1939.dele.no-such-message")),
    DELE_MARKS_NEXT_TOO(violation("DELE marks the next message too.", "rfc1939.dele.only-named-message")),
    DELE_DEFAULTS_TO_FIRST(
            violation("DELE without a number marks the first message.", "rfc1939.command.missing-argument-is-err")),
    QUIT_REMOVES_NOTHING(violation("QUIT leaves all messages there.", "rfc1939.quit.removes-marked")),
    QUIT_REMOVES_ONE(violation("QUIT removes only the first marked message.", "rfc1939.quit.removes-marked")),
    QUIT_REMOVES_NEIGHBOUR(violation(
            "When the first of several messages is marked, QUIT removes the second.",
            "rfc1939.quit.keeps-unmarked",
            "rfc1939.quit.removes-marked")),
    QUIT_REMOVES_RETRIEVED(violation(
            "QUIT removes what was retrieved, though EXPIRE NEVER is announced.",
            "rfc1939.retr.does-not-delete",
            "rfc2449.expire.never")),
    QUIT_REORDERS(violation("After a removal the rest is numbered in another order.", "rfc1939.quit.removes-marked")),
    QUIT_UNANSWERED(violation("QUIT after login closes without an answer.", "rfc1939.quit.replies-then-closes")),
    QUIT_STAYS_OPEN(violation("After QUIT the connection stays open.", "rfc1939.quit.replies-then-closes")),
    QUIT_GOES_ON(violation("Commands behind QUIT are answered.", "rfc1939.quit.ends-input")),
    QUIT_BEFORE_LOGIN_REFUSED(violation("QUIT before login is refused.", "rfc1939.quit.authorization")),
    QUIT_BEFORE_LOGIN_STAYS_OPEN(
            violation("After QUIT before login the connection stays open.", "rfc1939.quit.authorization")),
    DROP_COMMITS(violation(
            "A dropped connection removes the marked messages.", "rfc1939.abort.no-removal", "rfc1939.dele.deferred")),
    PARTIAL_QUIT_COMMITS(
            violation("QUIT without its CRLF, then the end of the connection, is QUIT.", "rfc1939.abort.partial-quit")),
    MARKS_SURVIVE(violation(
            "Marks of a dropped session hold in the next.",
            "rfc1939.auth.no-marks-at-start",
            "rfc1939.abort.no-removal")),
    RSET_WITHOUT_EFFECT(violation("RSET unmarks nothing.", "rfc1939.rset.unmarks")),
    RSET_UNMARKS_ONE(violation("RSET unmarks only one message.", "rfc1939.rset.unmarks")),
    RSET_REFUSED_WITHOUT_MARKS(violation("RSET is refused when nothing is marked.", "rfc1939.rset.without-marks")),
    RSET_THEN_QUIT_REMOVES(violation("QUIT removes what RSET has unmarked.", "rfc1939.rset.then-quit-keeps-all")),
    RSET_REREADS(violation(
            "RSET reads the maildrop again: mail that came since is shown.",
            "rfc1939.rset.stays-in-session",
            "rfc1939.numbering.kept-on-delivery")),
    RSET_LOGS_OUT(violation("After RSET the session is no longer logged in.", "rfc1939.rset.stays-in-session")),
    NOOP_UNMARKS(violation("NOOP unmarks all messages.", "rfc1939.noop.ok")),
    NOOP_REFUSED(violation("NOOP is refused.", "rfc1939.noop.ok", "rfc1939.commands.minimal-set"));

    private final Break broken;

    DeletionFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}

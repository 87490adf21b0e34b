package dev.signalbox.accounts.tokens;

import dev.signalbox.accounts.MembershipDue;
import dev.signalbox.accounts.membership.FreshMembership;
import dev.signalbox.accounts.sessions.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Judges the token of each call by one read of the database, so that revoking it, suspending its
 * owner or changing the role holds from the next call on.
 */
@Component
public class TokenGate {

  private static final TokenJudgement UNKNOWN =
      new TokenJudgement.Over("There is no such token here.");

  private final Tokens tokens;
  private final TokenUses uses;
  private final FreshMembership memberships;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TokenGate(
      Tokens tokens,
      TokenUses uses,
      FreshMembership memberships,
      ApplicationEventPublisher events,
      Clock clock) {
    this.tokens = tokens;
    this.uses = uses;
    this.memberships = memberships;
    this.events = events;
    this.clock = clock;
  }

  /** What the token that a call brought is worth, and a note that it was used from an address. */
  public TokenJudgement judge(String offered, String address) {
    Optional<TokenText> text = TokenText.read(offered);
    if (text.isEmpty()) {
      return new TokenJudgement.Over("This is no token of Signalbox; it may be cut off.");
    }
    return tokens.find(text.get()).map(token -> judge(token, text.get(), address)).orElse(UNKNOWN);
  }

  private TokenJudgement judge(LiveToken token, TokenText text, String address) {
    Instant now = clock.instant();
    LiveToken asOfNow = confirmed(token, text, now);
    TokenJudgement judgement = TokenJudgement.of(asOfNow, now);
    if (judgement instanceof TokenJudgement.Holds) {
      uses.note(asOfNow, address, now);
    }
    return judgement;
  }

  /**
   * The token with a membership as fresh as can be had. A session begins with an answer of GitHub
   * and is over before that is old; a token may sleep for a month, and then silence was nobody's
   * fault. So where the last answer does not carry any more, GitHub is asked before judging.
   */
  private LiveToken confirmed(LiveToken token, TokenText text, Instant now) {
    boolean alive = !(TokenJudgement.of(token, now) instanceof TokenJudgement.Over);
    if (!alive || !Standing.isDue(token.confirmedAt(), token.askedAt(), now)) {
      return token;
    }
    if (Standing.after(token.confirmedAt(), now) == Standing.FULL) {
      events.publishEvent(new MembershipDue(token.owner().id()));
      return token;
    }
    memberships.ask(token.owner().id());
    return tokens.find(text).orElse(token);
  }
}

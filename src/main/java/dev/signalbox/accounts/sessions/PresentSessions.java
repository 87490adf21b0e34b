package dev.signalbox.accounts.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Which browsers are signed in, for the pages about people. */
@Component
public class PresentSessions {

  private final Sessions sessions;

  PresentSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  /** The browsers of one person, the newest first. */
  public List<Present> of(UUID account) {
    return sessions.of(account).stream()
        .map(
            session ->
                new Present(
                    session.device(),
                    session.address(),
                    session.signedInAt(),
                    session.lastInteractionAt()))
        .toList();
  }

  /** How many those of one person are. */
  public long count(UUID account) {
    return sessions.of(account).size();
  }

  /** Those of everybody. */
  public long count() {
    return sessions.countLive();
  }

  /** A signed-in browser as an admin sees it: nothing by which it could be taken over. */
  public record Present(String device, String address, Instant since, Instant lastUsed) {}
}

package dev.signalbox.accounts.sessions;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** How many browsers are signed in, for the pages about people. */
@Component
public class PresentSessions {

  private final Sessions sessions;

  PresentSessions(Sessions sessions) {
    this.sessions = sessions;
  }

  /** Those of one person. */
  public long count(UUID account) {
    return sessions.of(account).size();
  }

  /** Those of everybody. */
  public long count() {
    return sessions.countLive();
  }
}

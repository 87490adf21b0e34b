package dev.signalbox.accounts.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The active sessions, for the pages about users. */
@Component
public class ActiveSessions {

  private final ConsoleSessionRepository sessions;

  ActiveSessions(ConsoleSessionRepository sessions) {
    this.sessions = sessions;
  }

  /** The sessions of one account, newest first. */
  public List<ActiveSession> findByAccount(UUID account) {
    return sessions.findByAccount(account);
  }

  /** The number of sessions of one account. */
  public long count(UUID account) {
    return sessions.findByAccount(account).size();
  }

  /** The number of sessions of all accounts. */
  public long count() {
    return sessions.countLive();
  }

  /**
   * A session as shown to its owner and to admins.
   *
   * @param id identifies the session; not the secret in the cookie
   */
  public record ActiveSession(
      String id, String device, String address, Instant signedInAt, Instant lastInteractionAt) {}
}

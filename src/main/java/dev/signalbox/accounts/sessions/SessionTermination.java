package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends sessions of the signed-in user: the current one, another one, or all others. */
@Component
public class SessionTermination {

  private final ConsoleSessionRepository sessions;
  private final AuditLog audit;

  SessionTermination(ConsoleSessionRepository sessions, AuditLog audit) {
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Ends the session of the current request. */
  @Transactional
  public void signOut() {
    OperatorAuthentication.current()
        .ifPresent(
            signedIn -> {
              sessions.end(signedIn.operator().id(), signedIn.session().id());
              audit.record("user.logged_out", target(signedIn.operator()), Map.of());
            });
  }

  /** Ends one session of the user and returns whether it existed. */
  @Transactional
  public boolean end(Operator operator, String session) {
    boolean ended = sessions.end(operator.id(), session);
    if (ended) {
      audit.record("user.session.ended", target(operator), Map.of("sessions", 1));
    }
    return ended;
  }

  /** Ends all sessions of the user except one and returns their number. */
  @Transactional
  public int endOthers(Operator operator, String keep) {
    int ended = sessions.endOthers(operator.id(), keep);
    if (ended > 0) {
      audit.record("user.session.ended", target(operator), Map.of("sessions", ended));
    }
    return ended;
  }

  private static Target target(Operator operator) {
    return Target.of("user", operator.id().toString(), operator.login());
  }
}

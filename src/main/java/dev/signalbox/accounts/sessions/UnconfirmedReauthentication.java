package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.github.GitHubProperties;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Re-authentication during an outage of GitHub: the user types their name and a reason. The audit
 * log records it as unconfirmed, and the overview shows it for a day.
 */
@Component
public class UnconfirmedReauthentication implements AttentionSource {

  private final ConsoleSessionRepository sessions;
  private final Memberships memberships;
  private final GitHubClient gitHub;
  private final AuditLog audit;
  private final boolean enabled;

  UnconfirmedReauthentication(
      ConsoleSessionRepository sessions,
      Memberships memberships,
      GitHubClient gitHub,
      AuditLog audit,
      GitHubProperties settings) {
    this.sessions = sessions;
    this.memberships = memberships;
    this.gitHub = gitHub;
    this.audit = audit;
    this.enabled = !settings.requiredForReauthentication();
  }

  /**
   * Whether the settings allow it for a session. One that was started with a one-time code needs
   * another code, so that one stolen code does not suffice.
   */
  public boolean isAllowed(OperatorAuthentication signedIn) {
    return enabled && !signedIn.hasOneTimeCode();
  }

  /** Whether GitHub does not respond to a request for the user. */
  public boolean isGitHubDown(Operator operator) {
    @Nullable Secret token = memberships.token(operator.id()).orElse(null);
    if (token == null) {
      return false;
    }
    try {
      gitHub.findProfile(token);
      return false;
    } catch (RemoteSystemException.Unreachable | RemoteSystemException.Unexpected e) {
      return true;
    } catch (RemoteSystemException e) {
      return false;
    }
  }

  /** Records the confirmation, which counts as a re-authentication of this session. */
  @Transactional
  public void confirm(OperatorAuthentication signedIn, String reason) {
    Operator operator = signedIn.operator();
    sessions.recordUnconfirmed(signedIn.session(), reason);
    audit.record(
        "user.reauthenticated",
        Target.of("user", operator.id().toString(), operator.login()),
        Map.of("confirmation", "unconfirmed", "reason", reason));
  }

  @Override
  public Section section() {
    return Section.AUDIT;
  }

  @Override
  public String topic() {
    return "reauthentications";
  }

  @Override
  public List<AttentionItem> items() {
    int unconfirmed = sessions.countUnconfirmed();
    return unconfirmed == 0
        ? List.of()
        : List.of(
            AttentionItem.ofNotice(
                "Unconfirmed",
                unconfirmed,
                unconfirmed == 1
                    ? "1 re-authentication of the last 24 hours is not confirmed by GitHub"
                    : "%,d re-authentications of the last 24 hours are not confirmed by GitHub"
                        .formatted(unconfirmed),
                "GitHub did not respond.",
                "Check the reasons and what the users did.",
                "/audit?action=user.reauthenticated"));
  }
}

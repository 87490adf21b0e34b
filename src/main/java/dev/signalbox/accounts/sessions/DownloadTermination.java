package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Operator;
import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwnerResolver;
import dev.signalbox.web.ActiveDownloads;
import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Aborts the downloads of users whose access was revoked or whose session has ended. */
@Component
class DownloadTermination implements InstanceNotificationHandler {

  private static final String ACCESS_REVOKED = "The access of the user was revoked.";
  private static final String SESSION_ENDED = "The session of the user has ended.";

  private final ActiveDownloads downloads;
  private final StreamOwnerResolver owners;

  DownloadTermination(ActiveDownloads downloads, StreamOwnerResolver owners) {
    this.downloads = downloads;
    this.owners = owners;
  }

  @Override
  public void handle(InstanceNotification notification) {
    switch (notification) {
      case InstanceNotification.TopicChanged changed -> {}
      case InstanceNotification.FormCompleted completed -> {}
      case InstanceNotification.AccessRevoked revoked ->
          downloads.abort(user -> isUser(user, revoked.userId()), ACCESS_REVOKED);
      case InstanceNotification.SessionEnded ended ->
          downloads.abort(
              user ->
                  user instanceof OperatorAuthentication signedIn
                      && signedIn.session().id().equals(ended.session()),
              SESSION_ENDED);
    }
  }

  /** Revalidates sessions in case a notification was lost, or the session has timed out. */
  @Scheduled(fixedDelayString = "PT5S")
  void abortUnauthorized() {
    Set<StreamOwner> downloading =
        downloads.owners().stream()
            .filter(OperatorAuthentication.class::isInstance)
            .map(user -> CurrentOperator.owner((OperatorAuthentication) user))
            .collect(Collectors.toSet());
    if (downloading.isEmpty()) {
      return;
    }
    Set<StreamOwner> valid = owners.stillAuthorized(downloading);
    downloads.abort(
        user ->
            user instanceof OperatorAuthentication signedIn
                && !valid.contains(CurrentOperator.owner(signedIn)),
        SESSION_ENDED);
  }

  /** Sessions and API tokens alike. */
  private static boolean isUser(Principal user, UUID id) {
    return user instanceof Authentication authentication
        && authentication.getPrincipal() instanceof Operator operator
        && operator.id().equals(id);
  }
}

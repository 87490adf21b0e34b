package dev.signalbox.accounts.membership;

import dev.signalbox.coordination.BackgroundExecutors;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.secrets.Secret;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Updates the stored organizations of a user from GitHub. A sign-in does not wait for it, and a
 * failure keeps the stored ones.
 */
@Component
public class OrganizationsUpdater {

  private static final Logger log = LoggerFactory.getLogger(OrganizationsUpdater.class);

  private final ExecutorService executor = BackgroundExecutors.virtualThreads(log);
  private final GitHubClient gitHub;
  private final KnownOrganizations organizations;

  OrganizationsUpdater(GitHubClient gitHub, KnownOrganizations organizations) {
    this.gitHub = gitHub;
    this.organizations = organizations;
  }

  /** Runs the update asynchronously. */
  public void updateAsync(UUID account, Secret token) {
    executor.execute(() -> update(account, token));
  }

  void update(UUID account, Secret token) {
    try {
      organizations.replace(account, gitHub.memberships(token));
    } catch (RemoteSystemException e) {
      log.info("Could not update the organizations of account {}: {}", account, e.getMessage());
    }
  }

  @PreDestroy
  void shutDown() {
    executor.shutdown();
  }
}

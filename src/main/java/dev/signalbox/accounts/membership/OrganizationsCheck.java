package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.secrets.Secret;
import jakarta.annotation.PreDestroy;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks GitHub for all organisations of a person. Nothing depends on the answer at the door, so the
 * sign-in goes on meanwhile, and a failure leaves what was known before.
 */
@Component
public class OrganizationsCheck {

  private static final Logger log = LoggerFactory.getLogger(OrganizationsCheck.class);

  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
  private final GitHub gitHub;
  private final KnownOrganizations organizations;

  OrganizationsCheck(GitHub gitHub, KnownOrganizations organizations) {
    this.gitHub = gitHub;
    this.organizations = organizations;
  }

  /** Looks beside the caller, who does not wait. */
  public void later(UUID account, Secret token) {
    askers.execute(() -> now(account, token));
  }

  void now(UUID account, Secret token) {
    try {
      organizations.replace(account, gitHub.memberships(token));
    } catch (OutsideWorldException e) {
      log.info("The organisations of {} stay as they were: {}", account, e.getMessage());
    }
  }

  @PreDestroy
  void stopAsking() {
    askers.shutdown();
  }
}

package dev.signalbox.artifacts.serving;

import dev.signalbox.accounts.InstallationUsers;
import dev.signalbox.web.ClientConnection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Aborts transfers whose client has left, or whose user has lost access to the CI server. */
@Component
class ActiveTransfers {

  /** A user with this many running transfers can't save a folder. */
  private static final int MAX_PER_USER = 20;

  private final Set<ArtifactTransfer> active = ConcurrentHashMap.newKeySet();
  private final InstallationUsers users;

  ActiveTransfers(InstallationUsers users) {
    this.users = users;
  }

  ArtifactTransfer start(UUID user, ClientConnection client) {
    ArtifactTransfer transfer = new ArtifactTransfer(user, client);
    active.add(transfer);
    return transfer;
  }

  /** Returns whether the user has fewer than 20 running transfers. */
  boolean canStart(UUID user) {
    return active.stream().filter(transfer -> transfer.user().equals(user)).count() < MAX_PER_USER;
  }

  void end(ArtifactTransfer transfer) {
    transfer.end();
    active.remove(transfer);
  }

  @Scheduled(fixedDelayString = "PT1S")
  void abortAbandoned() {
    active.forEach(ArtifactTransfer::abortIfAbandoned);
  }

  @Scheduled(fixedDelayString = "PT5S")
  void abortUnauthorized() {
    Set<UUID> refused =
        active.stream()
            .map(ArtifactTransfer::user)
            .distinct()
            .filter(user -> !users.isAllowed(user))
            .collect(Collectors.toSet());
    active.stream()
        .filter(transfer -> refused.contains(transfer.user()))
        .forEach(transfer -> transfer.abort("The access of the user was revoked."));
  }
}

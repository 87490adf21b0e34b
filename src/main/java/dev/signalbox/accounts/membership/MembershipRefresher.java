package dev.signalbox.accounts.membership;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** Checks a membership synchronously; concurrent callers for one account share one check. */
@Component
public class MembershipRefresher {

  private final ConcurrentMap<UUID, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private final MembershipRevalidator revalidator;

  MembershipRefresher(MembershipRevalidator revalidator) {
    this.revalidator = revalidator;
  }

  /** Returns after the result, also a failure, is stored. */
  public void refresh(UUID account) {
    CompletableFuture<Boolean> newCheck = new CompletableFuture<>();
    CompletableFuture<Boolean> runningCheck = running.putIfAbsent(account, newCheck);
    if (runningCheck != null) {
      runningCheck.join();
      return;
    }
    try {
      revalidator.revalidate(account);
    } finally {
      running.remove(account);
      // Also after a failure: the waiting callers read the stored state.
      newCheck.complete(Boolean.TRUE);
    }
  }
}

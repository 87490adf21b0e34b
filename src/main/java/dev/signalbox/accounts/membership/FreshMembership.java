package dev.signalbox.accounts.membership;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** Asks GitHub about a person while the caller waits; of many callers at once, one asks for all. */
@Component
public class FreshMembership {

  private final ConcurrentMap<UUID, CompletableFuture<Boolean>> asking = new ConcurrentHashMap<>();
  private final Revalidation revalidation;

  FreshMembership(Revalidation revalidation) {
    this.revalidation = revalidation;
  }

  /** Returns when the answer, or that there was none, is written down. */
  public void ask(UUID account) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> others = asking.putIfAbsent(account, mine);
    if (others != null) {
      others.join();
      return;
    }
    try {
      revalidation.revalidate(account);
    } finally {
      asking.remove(account);
      // also after a failure: those who wait judge by what is written down
      mine.complete(Boolean.TRUE);
    }
  }
}

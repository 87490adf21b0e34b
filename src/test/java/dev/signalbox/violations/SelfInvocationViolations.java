package dev.signalbox.violations;

import static dev.signalbox.architecture.ArchitectureRules.PROXIES_ARE_NOT_BYPASSED;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/** Calls within a class that bypass the proxy of the called method. */
final class SelfInvocationViolations {

  private SelfInvocationViolations() {}

  @Violates(PROXIES_ARE_NOT_BYPASSED)
  static class AsyncMethod {
    void call() {
      later();
    }

    @Async
    void later() {}
  }

  @Violates(PROXIES_ARE_NOT_BYPASSED)
  static class TransactionalMethod {
    void both() {
      Runnable work = () -> together();
      work.run();
    }

    @Transactional
    void together() {}
  }

  @Violates(PROXIES_ARE_NOT_BYPASSED)
  static class CachedMethod {
    String twice() {
      return once() + once();
    }

    @Cacheable("once")
    String once() {
      return "once";
    }
  }
}

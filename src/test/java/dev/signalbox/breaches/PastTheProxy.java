package dev.signalbox.breaches;

import static dev.signalbox.house.HouseRules.PROXIES_ARE_NOT_BYPASSED;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.annotation.Transactional;

/** Calls within a class, where an annotation of the called method does nothing. */
final class PastTheProxy {

  private PastTheProxy() {}

  @Breaks(PROXIES_ARE_NOT_BYPASSED)
  static class Later {
    void now() {
      later();
    }

    @Async
    void later() {}
  }

  @Breaks(PROXIES_ARE_NOT_BYPASSED)
  static class Together {
    void both() {
      Runnable work = () -> together();
      work.run();
    }

    @Transactional
    void together() {}
  }

  @Breaks(PROXIES_ARE_NOT_BYPASSED)
  static class Remembered {
    String twice() {
      return once() + once();
    }

    @Cacheable("once")
    String once() {
      return "once";
    }
  }
}

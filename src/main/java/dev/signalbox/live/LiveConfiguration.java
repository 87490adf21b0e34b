package dev.signalbox.live;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Turns on the clockwork for heartbeats, sweeps and revalidation. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LiveConfiguration {

  /** More than there are works that take minutes, so that heartbeats never wait for one. */
  private static final int HANDS = 8;

  /**
   * With virtual threads Spring would run all works with a fixed delay on one thread: while the log
   * is verified or archived no stream would have its heartbeat.
   */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(HANDS);
    scheduler.setThreadNamePrefix("clockwork-");
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}

package dev.signalbox.coordination;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Configures the scheduler of all {@code @Scheduled} methods. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

  /** More than the number of tasks that take minutes, so that heartbeats are never delayed. */
  private static final int POOL_SIZE = 8;

  /**
   * Replaces Spring's scheduler for virtual threads, which runs all fixed-delay tasks on a single
   * thread. Streams would get no heartbeats while the audit log is verified or archived.
   */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(POOL_SIZE);
    scheduler.setThreadNamePrefix("scheduler-");
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }
}

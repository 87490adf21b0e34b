package dev.signalbox.live;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Turns on the clockwork for heartbeats, sweeps and revalidation. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LiveConfiguration {}

/**
 * Records builds, drains and client events in the database, because Nomad garbage-collects them
 * after some hours. Public API: {@link ClusterHistory} and the types that it returns. The retention
 * is {@code signalbox.nomad.history-days}.
 */
@ApplicationModule(allowedDependencies = {"coordination", "nomad"})
@NullMarked
package dev.signalbox.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

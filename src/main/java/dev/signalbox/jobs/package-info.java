/** Nomad jobs: list, details with job spec and evaluations, and stopping a job. */
@ApplicationModule(
    allowedDependencies = {"audit", "nomad", "nomad :: ui", "queue", "remote", "web"})
@NullMarked
package dev.signalbox.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

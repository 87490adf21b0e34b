/** Queue: the jobs that wait to be placed, each with the reason and how to resolve it. */
@ApplicationModule(allowedDependencies = {"audit", "nomad", "nomad :: ui", "remote", "web"})
@NullMarked
package dev.signalbox.queue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

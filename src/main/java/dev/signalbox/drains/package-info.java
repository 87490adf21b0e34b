/**
 * Takes clients out of service: drains, rolling drains, eligibility, purges, and releases of
 * machines before they are terminated.
 */
@ApplicationModule(
    allowedDependencies = {
      "api",
      "audit",
      "coordination",
      "databaserestore",
      "nomad",
      "nomad :: ui",
      "queue",
      "remote",
      "web"
    })
@NullMarked
package dev.signalbox.drains;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

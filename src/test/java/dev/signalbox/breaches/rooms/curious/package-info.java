/** May use the careless room only, and uses what is inside of it. */
@ApplicationModule(allowedDependencies = "careless")
@NullMarked
package dev.signalbox.breaches.rooms.curious;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

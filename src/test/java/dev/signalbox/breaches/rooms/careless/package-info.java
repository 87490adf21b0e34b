/** Carries the mark, but lets itself use every room. */
@ApplicationModule
@NullMarked
package dev.signalbox.breaches.rooms.careless;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

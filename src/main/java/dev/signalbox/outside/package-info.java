/**
 * Words for the world beyond our walls: ports carry {@link dev.signalbox.outside.Changes}, adapters
 * carry {@link dev.signalbox.outside.Adapter}, failures are one of the five kinds of {@link
 * dev.signalbox.outside.OutsideWorldException}, and what may be unknown is a {@link
 * dev.signalbox.outside.Reading}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.signalbox.outside;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

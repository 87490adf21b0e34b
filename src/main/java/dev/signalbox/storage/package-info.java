/** Where files are kept that outlive the database: a folder or a bucket. */
@NullMarked
@ApplicationModule(allowedDependencies = {"settings", "secrets", "outside"})
package dev.signalbox.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

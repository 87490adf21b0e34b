/** Stores files outside the database: in a folder or an S3 bucket. */
@ApplicationModule(allowedDependencies = {"remote", "secrets", "settings"})
@NullMarked
package dev.signalbox.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The client of GitHub's REST API and OAuth endpoints, for github.com and Enterprise Server. */
@ApplicationModule(allowedDependencies = {"remote", "secrets", "settings"})
@NullMarked
package dev.signalbox.github;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

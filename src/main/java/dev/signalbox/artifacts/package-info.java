/**
 * Build artifacts: which content types browsers may render, and the files themselves.
 *
 * <p>{@code policy} decides for each file whether it is rendered, shown as plain text or
 * downloaded. {@link dev.signalbox.artifacts.ArtifactHeaders} turns the decision into headers, so
 * that a file never runs in the session of a user. {@code serving} sends the files of the {@link
 * dev.signalbox.artifacts.ArtifactStore}, whose adapters are in {@code storage}, and {@code
 * browsing} lists and previews them. No other module uses this one.
 */
@ApplicationModule(
    allowedDependencies = {
      "accounts",
      "api",
      "audit",
      "coordination",
      "kubernetes",
      "kubernetes :: client",
      "kubernetes :: informer",
      "kubernetes :: ui",
      "live",
      "remote",
      "secrets",
      "settings",
      "storage",
      "web"
    })
@NullMarked
package dev.signalbox.artifacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

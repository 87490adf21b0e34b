/**
 * Benchmarks that are started by name. {@code mvn verify} doesn't run them, because their names
 * don't end in Tests. docs/performance.md lists the commands and the results.
 */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;

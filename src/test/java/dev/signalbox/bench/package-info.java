/**
 * Measurements that a person starts by name; {@code mvn verify} leaves them alone because their
 * names do not end in Tests. docs/performance.md has the commands and what came out.
 */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;

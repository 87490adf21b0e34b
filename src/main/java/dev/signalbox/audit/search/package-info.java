/** Searches the audit log: filters, lists of events, one event and related events. */
@NullMarked
package dev.signalbox.audit.search;

import org.jspecify.annotations.NullMarked;

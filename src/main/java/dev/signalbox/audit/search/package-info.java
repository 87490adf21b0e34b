/** Looking into the log: filters, pages of events, one event with what is around it. */
@NullMarked
package dev.signalbox.audit.search;

import org.jspecify.annotations.NullMarked;

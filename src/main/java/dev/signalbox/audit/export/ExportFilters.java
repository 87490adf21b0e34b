package dev.signalbox.audit.export;

import dev.signalbox.audit.search.AuditFilter;
import dev.signalbox.audit.search.DroppedMonthLookup;
import dev.signalbox.audit.search.EventConditions;
import dev.signalbox.audit.search.FilterResolver;
import dev.signalbox.audit.search.SizeEstimator;
import dev.signalbox.audit.search.SizeEstimator.Size;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads the filters of exports, and what an export of a filter would contain. */
@Component
class ExportFilters {

  private final FilterResolver filterResolver;
  private final SizeEstimator sizeEstimator;
  private final DroppedMonthLookup droppedMonths;
  private final Clock clock;

  ExportFilters(
      FilterResolver filterResolver,
      SizeEstimator sizeEstimator,
      DroppedMonthLookup droppedMonths,
      Clock clock) {
    this.filterResolver = filterResolver;
    this.sizeEstimator = sizeEstimator;
    this.droppedMonths = droppedMonths;
    this.clock = clock;
  }

  ExportFilter read(ListUrl url) {
    AuditFilter filter = AuditFilter.of(url, clock);
    EventConditions conditions = filterResolver.resolve(filter);
    return new ExportFilter(filter, conditions, filter.problems(conditions));
  }

  Size estimateSize(ExportFilter read) {
    return sizeEstimator.of(read.filter(), read.conditions());
  }

  long estimateEvents(ExportFilter read) {
    return sizeEstimator.events(read.filter(), read.conditions());
  }

  ArchivedMonths archivedMonths(ExportFilter read) {
    return ArchivedMonths.of(read.filter(), droppedMonths);
  }

  /**
   * The filter of an export.
   *
   * @param problems messages by parameter; empty if the filter is valid
   */
  record ExportFilter(
      AuditFilter filter, EventConditions conditions, Map<String, String> problems) {}
}

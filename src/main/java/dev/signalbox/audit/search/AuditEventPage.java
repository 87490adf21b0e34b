package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import dev.signalbox.web.RawText;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Model of the page of one event.
 *
 * @param sentence actor, verb and target; not escaped
 * @param link the absolute URL of the page
 * @param occurred the time with up to nine fractional digits, as received
 * @param source Signalbox or the user who sent the event
 * @param received when the event was sent, or null
 * @param siblings the other events of the same request, newest first
 * @param verbatim the JSON fields, as received
 * @param note says that the event is shown in part, or null
 * @param download the path of the complete event
 */
record AuditEventPage(
    String id,
    String action,
    String sentence,
    String link,
    StatusLabel outcome,
    TimestampView at,
    String occurred,
    String actor,
    String target,
    String targetType,
    String source,
    @Nullable TimestampView received,
    List<EventExcerpt.Fact> facts,
    RelatedLinks related,
    List<AuditPage.Line> siblings,
    RawText formatted,
    List<EventExcerpt.Verbatim> verbatim,
    @Nullable String note,
    String download) {

  private static final Duration ACTIVITY_WINDOW = Duration.ofMinutes(15);

  static AuditEventPage of(
      AuditEvent event,
      List<EventSummary> siblings,
      String publicUrl,
      JsonMapper json,
      Clock clock) {
    EventSummary line = event.summary();
    EventExcerpt excerpt = new EventExcerpt(event, json);
    return new AuditEventPage(
        line.id().toString(),
        line.action(),
        KnownActions.sentence(line),
        publicUrl + "/audit/" + line.id(),
        AuditPage.outcome(line.success()),
        TimestampView.of(line.at(), clock),
        event.occurred(),
        line.actor(),
        line.target(),
        line.targetType(),
        line.sender() == null ? "Signalbox" : "Sent by " + line.sender(),
        TimestampView.ofNullable(event.receivedAt(), clock),
        excerpt.facts(),
        RelatedLinks.of(event),
        siblings.stream()
            .filter(other -> !other.id().equals(line.id()))
            .map(other -> AuditPage.Line.of(other, clock))
            .toList(),
        excerpt.formatted(),
        excerpt.verbatim(),
        excerpt.note(),
        "/audit/" + line.id() + ".json");
  }

  /**
   * Links to related events.
   *
   * @param request all events of the same request, or null if the event has no request id
   */
  record RelatedLinks(String actor, String actorActivity, String target, @Nullable String request) {

    static RelatedLinks of(AuditEvent event) {
      ListUrl log = new ListUrl("/audit", Map.of());
      ListUrl actor = log.with("actor", event.summary().actorId());
      String request = event.requestId();
      return new RelatedLinks(
          actor.toString(),
          actor
              .with("from", event.summary().at().minus(ACTIVITY_WINDOW).toString())
              .with("until", event.summary().at().plus(ACTIVITY_WINDOW).toString())
              .toString(),
          log.with("target", event.summary().targetId()).toString(),
          request == null || request.isEmpty() ? null : log.with("request", request).toString());
    }
  }
}

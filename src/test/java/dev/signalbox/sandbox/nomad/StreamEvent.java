package dev.signalbox.sandbox.nomad;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** An event of the event stream. The payload is created on demand. */
record StreamEvent(
    String topic,
    String type,
    String key,
    String namespace,
    List<String> filterKeys,
    long index,
    Supplier<JsonNode> payload) {}

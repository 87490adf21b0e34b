package dev.signalbox.sandbox.nomad;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** One event of the stream; its payload is written when somebody listens. */
record Happening(
    String topic,
    String type,
    String key,
    String namespace,
    List<String> filterKeys,
    long index,
    Supplier<JsonNode> payload) {}

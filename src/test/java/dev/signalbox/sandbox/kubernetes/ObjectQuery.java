package dev.signalbox.sandbox.kubernetes;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a list request selects.
 *
 * @param namespace empty for all namespaces
 * @param limit the maximum number of objects; 0 for no limit
 * @param continueToken the token of the previous page, or an empty string
 */
record ObjectQuery(
    String namespace, Predicate<JsonNode> selector, int limit, String continueToken) {}

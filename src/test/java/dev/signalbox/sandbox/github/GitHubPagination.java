package dev.signalbox.sandbox.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Paginates lists with the {@code Link} header. A list with a single page has no such header
 * ("Using pagination in the REST API").
 */
final class GitHubPagination {

  private GitHubPagination() {}

  static GitHubStubResponse of(GitHubStubRequest request, List<? extends JsonNode> items) {
    int size = Math.clamp(number(request, "per_page", 30), 1, 100);
    int page = Math.max(1, number(request, "page", 1));
    int last = Math.max(1, (items.size() + size - 1) / size);
    int from = (int) Math.min(items.size(), (page - 1L) * size);
    ArrayNode body = JsonNodeFactory.instance.arrayNode();
    items.subList(from, Math.min(items.size(), from + size)).forEach(body::add);
    GitHubStubResponse response = GitHubStubResponse.json(200, body);
    String links = links(request, page, last);
    return links.isEmpty() ? response : response.withHeader("Link", links);
  }

  private static String links(GitHubStubRequest request, int page, int last) {
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(request, Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(request, page + 1, "next"));
      links.add(link(request, last, "last"));
    }
    if (page > 1) {
      links.add(link(request, 1, "first"));
    }
    return String.join(", ", links);
  }

  private static String link(GitHubStubRequest request, int page, String relation) {
    Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
    parameters.put("page", Integer.toString(page));
    String query =
        parameters.entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return "<%s%s?%s>; rel=\"%s\"".formatted(request.base(), request.path(), query, relation);
  }

  private static int number(GitHubStubRequest request, String name, int defaultValue) {
    return request
        .parameter(name)
        .filter(value -> value.matches("[0-9]{1,6}"))
        .map(Integer::parseInt)
        .orElse(defaultValue);
  }
}

package dev.signalbox.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The numbers beside the navigation's entries, which an open page fetches when they change. */
@Controller
class AttentionController {

  @Fragment
  @GetMapping("/attention")
  String numbers() {
    return "web/_attention";
  }
}

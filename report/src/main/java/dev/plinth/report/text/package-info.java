/**
 * What formats have in common: texts of inputs made safe for JSON, XML, Markdown, CSV, terminals.
 */
@NullMarked
package dev.plinth.report.text;

import org.jspecify.annotations.NullMarked;

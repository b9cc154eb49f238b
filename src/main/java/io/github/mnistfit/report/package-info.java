/**
 * What people look at: pages, sheets of steps, drawings, curves.
 *
 * <p>Everything here takes plain data and gives a file's text or bytes: {@link
 * io.github.mnistfit.report.HtmlReport} a page, {@link io.github.mnistfit.report.StepSheet} a
 * sheet, {@link io.github.mnistfit.report.BoxDrawing} a picture with boxes, {@link
 * io.github.mnistfit.report.LearningCurves} a drawing. Begin with the one that you want to see.
 */
package io.github.mnistfit.report;

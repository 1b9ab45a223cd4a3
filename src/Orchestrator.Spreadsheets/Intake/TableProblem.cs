namespace Orchestrator.Spreadsheets.Intake;

/// <summary>What is wrong in a filled workbook, and where.</summary>
/// <param name="Row">As the spreadsheet program counts; null when it is about the whole sheet.</param>
/// <param name="Column">Its heading; null when it is about the whole row.</param>
public sealed record TableProblem(string Sheet, int? Row, string? Column, string Message);

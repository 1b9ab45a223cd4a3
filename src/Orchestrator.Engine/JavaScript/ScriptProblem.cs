namespace Orchestrator.Engine.JavaScript;

/// <summary>Why a script is refused before it runs.</summary>
/// <param name="Line">1-based line in the script.</param>
/// <param name="Column">1-based column, counted in UTF-16 units as editors do.</param>
/// <param name="Message">The reason in English, naming the construct.</param>
/// <param name="MessageZh">The same in Chinese.</param>
public sealed record ScriptProblem(int Line, int Column, string Message, string MessageZh);

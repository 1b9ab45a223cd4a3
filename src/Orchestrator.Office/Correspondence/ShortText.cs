using Orchestrator.Runtime;

namespace Orchestrator.Office.Correspondence;

/// <summary>What people write to each other: trimmed, neither empty nor too long.</summary>
internal static class ShortText
{
    /// <param name="least">0 allows an empty text.</param>
    public static (string Text, FieldProblem? Problem) Check(string? text, string path, string name, int most, int least = 1)
    {
        var trimmed = text?.Trim() ?? "";
        return (trimmed, trimmed.Length < least ? new(path, $"请填写{name}。")
            : trimmed.Length > most ? new(path, $"{name}不得超过{most}字，现有{trimmed.Length}字。")
            : null);
    }
}

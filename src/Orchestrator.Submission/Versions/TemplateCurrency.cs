namespace Orchestrator.Submission.Versions;

/// <summary>Rule T-09: a draft is submitted on the campaign's current template, or its writer says why not.</summary>
public static class TemplateCurrency
{
    public const string ReasonPath = "data.templateReason";

    public static ConformityFinding? Check(TemplateInUse template, string? reason) =>
        template is { Newer: { } newer, Used: { } used }
            ? new ConformityFinding(
                "T-09", ReasonPath, $"统一模板已更新到第 {newer} 版，文稿仍按第 {used.Version} 版编写：请改用新版模板，或写明沿用旧版的理由", string.IsNullOrWhiteSpace(reason))
            : null;
}

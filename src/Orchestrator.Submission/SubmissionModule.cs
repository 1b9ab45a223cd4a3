using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts;
using Orchestrator.Runtime;
using Orchestrator.Submission.Attachments;
using Orchestrator.Submission.Drafts;
using Orchestrator.Submission.Versions;

namespace Orchestrator.Submission;

/// <summary>The submitting departments: drafts, versions, attachments.</summary>
public static class SubmissionModule
{
    public static IServiceCollection AddSubmission(this IServiceCollection services, AttachmentOptions attachments)
    {
        services.AddSchema("submission", typeof(SubmissionModule).Assembly);
        services.AddServiceDb<SubmissionDb>();
        services.AddScoped<CaseAccess>();
        services.AddTaskForm<DraftForm>();
        services.AddTaskForm<RevisionForm>();
        services.AddTaskForm<MeetingVersionForm>();
        services.AddTaskForm<ProposalMaterials>();
        services.AddTaskForm<AgendaMaterials>();
        services.AddTaskForm<MatterFilesForm>();
        services.AddScoped<IMatterFiles, MatterFiles>();
        services.AddStepObserver<FollowSubmission>();
        services.AddMessageHandler<TemplatePublished, KeepTemplate>();
        services.AddSingleton(attachments);
        services.AddSingleton<AttachmentFiles>();
        services.AddSingleton<SweepAttachments>();
        services.AddHostedService(provider => provider.GetRequiredService<SweepAttachments>());
        return services;
    }

    /// <param name="api">The group <c>/api/v1</c>.</param>
    public static RouteGroupBuilder MapSubmission(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Submission");
        cases.MapDrafts();
        cases.MapVersions();
        var limits = ((IEndpointRouteBuilder)api).ServiceProvider.GetRequiredService<AttachmentOptions>();
        var attachments = api.MapGroup("").WithTags("Submission");
        attachments.MapAttachments(limits);
        attachments.MapMatterFiles(limits);
        return api;
    }
}

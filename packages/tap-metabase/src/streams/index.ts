import type { Stream } from "../stream.ts";
import { actions } from "./actions.ts";
import { alerts } from "./alerts.ts";
import { apiKeys } from "./api-keys.ts";
import { applicationPermissions } from "./application-permissions.ts";
import { bookmarks } from "./bookmarks.ts";
import { cachePolicies } from "./cache-policies.ts";
import { cardSources } from "./card-sources.ts";
import { cards } from "./cards.ts";
import { collectionPermissions } from "./collection-permissions.ts";
import { collections } from "./collections.ts";
import { comments } from "./comments.ts";
import { dashboardCardMappings } from "./dashboard-card-mappings.ts";
import { dashboardCardSeries } from "./dashboard-card-series.ts";
import { dashboardCards } from "./dashboard-cards.ts";
import { dashboardParameters } from "./dashboard-parameters.ts";
import { dashboardTabs } from "./dashboard-tabs.ts";
import { dashboards } from "./dashboards.ts";
import { dataPermissions } from "./data-permissions.ts";
import { databases } from "./databases.ts";
import { documents } from "./documents.ts";
import { effectivePermissions } from "./effective-permissions.ts";
import { fieldValues } from "./field-values.ts";
import { fields } from "./fields.ts";
import { glossaryTerms } from "./glossary-terms.ts";
import { groupMemberships } from "./group-memberships.ts";
import { impersonations } from "./impersonations.ts";
import { instance } from "./instance.ts";
import { legacyMetrics } from "./legacy-metrics.ts";
import { loginHistory } from "./login-history.ts";
import { measures } from "./measures.ts";
import { modelIndexes } from "./model-indexes.ts";
import { moderationReviews } from "./moderation-reviews.ts";
import { nativeQuerySnippets } from "./native-query-snippets.ts";
import { notifications } from "./notifications.ts";
import { permissionGroups } from "./permission-groups.ts";
import { persistedModels } from "./persisted-models.ts";
import { publicLinks } from "./public-links.ts";
import { queryExecutions } from "./query-executions.ts";
import { revisions } from "./revisions.ts";
import { sandboxes } from "./sandboxes.ts";
import { schedulerJobs } from "./scheduler-jobs.ts";
import { schemas } from "./schemas.ts";
import { segments } from "./segments.ts";
import { settings } from "./settings.ts";
import { streamRuns } from "./stream-runs.ts";
import { subscriptionChannels } from "./subscription-channels.ts";
import { subscriptions } from "./subscriptions.ts";
import { tables } from "./tables.ts";
import { tapRuns } from "./tap-runs.ts";
import { taskRuns } from "./task-runs.ts";
import { tasks } from "./tasks.ts";
import { tenants } from "./tenants.ts";
import { timelineEvents } from "./timeline-events.ts";
import { timelines } from "./timelines.ts";
import { transformJobs } from "./transform-jobs.ts";
import { transformRuns } from "./transform-runs.ts";
import { transformTags } from "./transform-tags.ts";
import { transforms } from "./transforms.ts";
import { usage } from "./usage.ts";
import { users } from "./users.ts";
import { webhookChannels } from "./webhook-channels.ts";

/**
 * Every stream, in the order in which they are emitted: what others refer to comes first, and as far
 * as that allows, the streams of a group stand together.
 */
export const streams: readonly Stream[] = [
  tenants,
  users,
  permissionGroups,
  groupMemberships,
  apiKeys,
  applicationPermissions,
  databases,
  tables,
  fields,
  schemas,
  fieldValues,
  dataPermissions,
  sandboxes,
  impersonations,
  collections,
  collectionPermissions,
  effectivePermissions,
  nativeQuerySnippets,
  segments,
  measures,
  legacyMetrics,
  cards,
  modelIndexes,
  persistedModels,
  actions,
  dashboards,
  dashboardTabs,
  dashboardCards,
  dashboardCardSeries,
  dashboardParameters,
  dashboardCardMappings,
  cardSources,
  documents,
  comments,
  timelines,
  timelineEvents,
  glossaryTerms,
  transformTags,
  transforms,
  transformJobs,
  transformRuns,
  moderationReviews,
  revisions,
  bookmarks,
  publicLinks,
  webhookChannels,
  subscriptions,
  subscriptionChannels,
  alerts,
  notifications,
  taskRuns,
  tasks,
  schedulerJobs,
  cachePolicies,
  settings,
  instance,
  loginHistory,
  ...usage,
  queryExecutions,
  tapRuns,
  streamRuns,
];

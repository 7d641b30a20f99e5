export { calendarLoad } from './calendar-load';
export { importCourse } from './import-course';
export { panelFormation } from './panel-formation';
export { panelReview } from './panel-review';
export { practiceTime } from './practice-time';
export { projectAcceptance } from './project-acceptance';
export { rectification } from './rectification';
export { dailyDigest, hourlyAuditRoot, hourlyReconcile } from './schedules';

/** Who builds a project whose owner no list names. */
export const ownerOf = (project: string): string => `${project.replace(/[（(].*$/, '').slice(0, 30)}建设管理有限公司`;
